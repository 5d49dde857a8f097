namespace OrleansScheduler.NodeAgent.Probes;

/// <summary>What a probe decides.</summary>
internal enum ProbeKind
{
    Startup,
    Readiness,
    Liveness,
}
