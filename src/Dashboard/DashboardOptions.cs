using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Dashboard;

/// <summary>Which cluster the dashboard shows, and where it keeps what has to outlive it.</summary>
public sealed record DashboardOptions
{
    /// <summary>The API server it calls, always with the token of whoever is logged in.</summary>
    public required Uri Server { get; init; }

    /// <summary>What the API server's certificate must be issued by.</summary>
    public required X509Certificate2Collection ServerAuthorities { get; init; }

    /// <summary>Holds the keys that protect login cookies; silos of one cluster share it.</summary>
    public required string KeyDirectory { get; init; }

    /// <summary>The application whose static assets include this library's.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>A link that logs in without a token; null where logging in takes one.</summary>
    public DashboardInvitation? Invitation { get; init; }

    /// <summary>How long a login lasts after its last use.</summary>
    public TimeSpan LoginLifetime { get; init; } = TimeSpan.FromHours(12);
}
