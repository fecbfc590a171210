"""Where everything meets: settings, the databases and their router, addresses."""
