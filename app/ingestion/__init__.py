"""The job: documents in, statements with their acts in the store; its single writer."""
