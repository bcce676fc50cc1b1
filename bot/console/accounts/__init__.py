"""Who may use the console: accounts, their roles, passwords, links that set them, and sign-in."""
