"""The public site: released files, and nothing behind them."""
