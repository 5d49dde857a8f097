using System.Net;

namespace OrleansScheduler.Host.Cluster;

/// <summary>How other machines reach this server: as told, else by the address it is bound to or this machine's name.</summary>
internal static class AdvertisedAddress
{
    /// <summary>What the server's certificate has to name.</summary>
    public static IReadOnlyList<string> Names(ClusterSettings settings) =>
        [.. settings.Advertised, .. IsEverywhere(settings.BindAddress) ? [] : new[] { settings.BindAddress.ToString() }];

    public static Uri Url(ClusterSettings settings, int port)
    {
        var host = settings.Advertised.FirstOrDefault()
            ?? (IsEverywhere(settings.BindAddress) ? Dns.GetHostName() : settings.BindAddress.ToString());
        return new UriBuilder(Uri.UriSchemeHttps, host, port).Uri;
    }

    private static bool IsEverywhere(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
