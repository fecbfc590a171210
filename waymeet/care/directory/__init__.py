"""Where people can be sent: organizations, services and places, as Open Referral HSDS 3.0 holds them."""
