"""What HSDS is made of, kinds of help, hours, distance: pure."""
