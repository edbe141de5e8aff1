"""What all sites serve with: headers, assets, error pages, the socket, settings common to all."""
