namespace OrleansScheduler.Benchmarks.Cluster;

/// <summary>How large a cluster is measured.</summary>
internal sealed record ClusterSize
{
    public int Nodes { get; private init; } = 5_000;

    /// <summary>Pods in the cluster at the end; each measurement creates its share of them.</summary>
    public int Pods { get; private init; } = 100_000;

    /// <summary>Only measurements whose names contain this are made.</summary>
    public string Only { get; private init; } = "";

    /// <summary>The cluster to measure; null starts one.</summary>
    public string? Kubeconfig { get; private init; }

    /// <summary><c>[--nodes N] [--pods N] [--only TEXT] [KUBECONFIG]</c></summary>
    public static ClusterSize Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new ClusterSize(),
        ["--nodes", var nodes, .. var rest] => Parse(rest) with { Nodes = int.Parse(nodes) },
        ["--pods", var pods, .. var rest] => Parse(rest) with { Pods = int.Parse(pods) },
        ["--only", var text, .. var rest] => Parse(rest) with { Only = text },
        [var kubeconfig] => new ClusterSize { Kubeconfig = kubeconfig },
        _ => throw new ArgumentException("Benchmarks cluster [--nodes N] [--pods N] [--only TEXT] [KUBECONFIG]"),
    };
}
