"""The pages beside the chat: documents, ledger, responsibilities, comparison, settings."""
