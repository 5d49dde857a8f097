using System.Net;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The URL by which this machine reaches what the server bound.</summary>
internal static class BoundAddress
{
    /// <summary>An address bound to every interface is reached over loopback.</summary>
    public static Uri Of(string bound, IPAddress address)
    {
        var url = new Uri(bound);
        var host = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : address;
        return new UriBuilder(url.Scheme, host.ToString(), url.Port).Uri;
    }
}
