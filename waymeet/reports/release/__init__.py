"""From a proposal, past two reviewers, to an immutable file."""
