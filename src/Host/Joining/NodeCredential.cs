namespace OrleansScheduler.Host.Joining;

/// <summary>What a machine gets that joined as a node: its own token.</summary>
internal sealed record NodeCredential(string Token);
