"""What keeps strangers out: sessions, roles, forms that only our pages can send, headers, limits."""
