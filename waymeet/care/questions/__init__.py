"""Every question that participants may be asked, why, for whom and until when; and short surveys that know nobody."""
