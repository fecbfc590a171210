"""Organizations that stand together, and the demand they bring to whoever can say yes."""
