//! Scripted conversations as plain text (placeholder, filled by the engine's author).
