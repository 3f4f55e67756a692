"""Results that come back without any server: codes and files -> attempts -> the one responses table."""
