//! What an utterance means (placeholder).
