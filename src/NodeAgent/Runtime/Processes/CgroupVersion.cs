namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>Which control groups this agent may use.</summary>
internal enum CgroupVersion
{
    None,
    V1,
    V2,
}
