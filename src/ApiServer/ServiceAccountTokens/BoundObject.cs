namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>An object a token lives and dies with; an object made anew under the name is another one.</summary>
public sealed record BoundObject(string Name, string Uid);
