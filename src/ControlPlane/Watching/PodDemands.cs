using System.Runtime.CompilerServices;
using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>What pods ask for, computed once per silo and state of a pod for all who follow it.</summary>
internal sealed class PodDemands
{
    private readonly ConditionalWeakTable<StoredObject, PodDemand> _demands = [];

    public PodDemand Of(StoredObject pod) => _demands.GetValue(pod, static stored => PodDemand.Of(stored.As<V1Pod>()));
}
