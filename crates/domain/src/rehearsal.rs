//! Scripted conversations as plain text.
