namespace OrleansScheduler.Resources.Explanations;

/// <summary>What a plugin contributes to the score of a node, its weight included.</summary>
public sealed record PluginScore(string Plugin, long Score);
