"""What operators need of a running server: configuration, logs, metrics, request ids, backup of what it serves."""
