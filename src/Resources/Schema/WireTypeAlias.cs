namespace OrleansScheduler.Resources.Schema;

/// <summary>A name for another Go type, perhaps limited to some values.</summary>
internal sealed record WireTypeAlias(string GoType, IReadOnlyList<string> Values)
{
    private const string ValuesFlag = " enum=";

    /// <summary>Reads <c>alias NAME TYPE [enum=VALUE,VALUE]</c>; values may contain spaces.</summary>
    public static WireTypeAlias Parse(string line)
    {
        var flag = line.IndexOf(ValuesFlag, StringComparison.Ordinal);
        var head = flag < 0 ? line : line[..flag];
        return new WireTypeAlias(head.Split(' ')[2], flag < 0 ? [] : line[(flag + ValuesFlag.Length)..].Split(','));
    }
}
