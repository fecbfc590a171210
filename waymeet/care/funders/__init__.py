"""One entry, many funders: dated maps from what care counts to what each of them asks, and what stays empty and why."""
