namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>A service account's token, and when it ends to be one.</summary>
internal sealed record IssuedToken(string Text, DateTimeOffset Expires);
