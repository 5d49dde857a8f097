using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Batch.Jobs;

namespace OrleansScheduler.Resources.Tests.Batch.Jobs;

/// <summary>A Job and its pods, on which plans are carried out as the control plane does it.</summary>
internal sealed class JobWorld
{
    private int _uids;

    public JobWorld(V1JobSpec spec)
    {
        spec.Template ??= new V1PodTemplateSpec
        {
            Metadata = new V1ObjectMeta(),
            Spec = new V1PodSpec { RestartPolicy = "Never", Containers = [new V1Container { Name = "c" }] },
        };
        Job = new V1Job
        {
            Metadata = new V1ObjectMeta { Name = "j", NamespaceProperty = "ns", Uid = "job-uid" },
            Spec = spec,
            Status = new V1JobStatus(),
        };
    }

    public V1Job Job { get; }

    public List<V1Pod> Pods { get; } = [];

    public DateTime Now { get; set; } = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public IEnumerable<V1Pod> Active => Pods.Where(JobPod.IsActive);

    public JobPlan Plan() => Plan(Pods);

    /// <summary>The plan made from an older view of the pods.</summary>
    public JobPlan Plan(IReadOnlyList<V1Pod> pods, bool isMostRecent = true) => JobPlanner.Plan(
        new JobView { Job = Job, Pods = pods, Now = Now, IsMostRecent = isMostRecent });

    public IReadOnlyList<V1Pod> Snapshot() => KubernetesJson.Deserialize<List<V1Pod>>(KubernetesJson.Serialize(Pods));

    public void Apply(JobPlan plan)
    {
        plan.Deletions.ToList().ForEach(Delete);

        // The store lets a name through once.
        foreach (var pod in plan.Creations.Where(pod => Pods.All(found => found.Metadata.Name != pod.Metadata.Name)))
        {
            pod.Metadata.Uid = $"pod-{_uids++}";
            pod.Metadata.CreationTimestamp = Now;
            pod.Status = new V1PodStatus { Phase = "Pending" };
            Pods.Add(pod);
        }

        Job.Status = plan.Status ?? Job.Status;
        foreach (var released in plan.Releases.Select(pod => pod.Metadata.Uid).ToHashSet())
        {
            Pods.Find(pod => pod.Metadata.Uid == released)?.Metadata.Finalizers.Clear();
        }

        Pods.RemoveAll(pod => JobPod.IsDeleting(pod) && !JobPod.IsTracked(pod));
    }

    /// <summary>Plans and applies until nothing is left to do.</summary>
    public void Settle()
    {
        for (var plan = Plan(); !plan.IsEmpty; plan = Plan())
        {
            Apply(plan);
        }
    }

    public void End(V1Pod pod, bool succeeds)
    {
        pod.Status.Phase = succeeds ? "Succeeded" : "Failed";
        pod.Status.ContainerStatuses =
        [
            new V1ContainerStatus
            {
                Name = "c",
                State = new V1ContainerState
                {
                    Terminated = new V1ContainerStateTerminated { ExitCode = succeeds ? 0 : 1, FinishedAt = Now },
                },
            },
        ];
    }

    public bool Has(string condition) =>
        Job.Status.Conditions?.Any(found => found.Type == condition && found.Status == "True") ?? false;

    // A pod that is to be released first, and has ended meanwhile, stays: it has to be counted.
    private void Delete(JobPodDeletion deletion)
    {
        var pod = Pods.Find(found => found.Metadata.Uid == deletion.Pod.Metadata.Uid);
        if (pod is null || (deletion.ReleaseFirst && JobPod.IsTerminal(pod)))
        {
            return;
        }

        pod.Metadata.DeletionTimestamp ??= Now;
        if (deletion.ReleaseFirst)
        {
            pod.Metadata.Finalizers.Clear();
        }
    }
}
