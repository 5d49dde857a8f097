using System.Net;
using OrleansScheduler.Host.Commands;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The settings section <c>Silo</c>: where the other silos of the cluster reach this one.</summary>
internal sealed record SiloSettings
{
    /// <summary>Told to the other silos; the silo listens there, too.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <exception cref="CommandException">The section makes no sense; the message says how to mend it.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Silo");
        var address = section["Address"] ?? IPAddress.Loopback.ToString();
        var port = section["Port"] ?? "0";
        return new SiloSettings
        {
            Address = IPAddress.TryParse(address, out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
                ? ip
                : throw new CommandException($"Silo:Address is '{address}'; it must be an IP address others reach."),
            Port = ushort.TryParse(port, out var number)
                ? number
                : throw new CommandException($"Silo:Port is '{port}'; it must be a port, or 0 for a free one."),
        };
    }
}
