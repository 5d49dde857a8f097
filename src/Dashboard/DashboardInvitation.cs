namespace OrleansScheduler.Dashboard;

/// <summary>A secret code in a link, and the API token that whoever opens the link is logged in with.</summary>
public sealed record DashboardInvitation(string Code, string Token);
