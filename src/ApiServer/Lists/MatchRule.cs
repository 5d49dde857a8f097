namespace OrleansScheduler.ApiServer.Lists;

/// <summary>The values of <c>resourceVersionMatch</c>.</summary>
internal static class MatchRule
{
    public const string Exact = "Exact";
    public const string NotOlderThan = "NotOlderThan";
}
