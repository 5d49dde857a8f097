using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>A ReadWriteOncePod claim serves one pod at a time; a disk named in pods serves one writer per node.</summary>
internal sealed class VolumeRestrictions(ClusterSnapshot snapshot) : IFilterPlugin
{
    private const string OnePodOnly = "ReadWriteOncePod";

    private static readonly Refusal ClaimInUse = new(
        nameof(VolumeRestrictions),
        true,
        ["node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod"]);

    private static readonly Refusal DiskInUse =
        new(nameof(VolumeRestrictions), true, ["node(s) had no available disk"]);

    public bool IsNodeLocal => false;

    public string Name => nameof(VolumeRestrictions);

    public ClusterChanges UnblockedBy =>
        ClusterChanges.NodeAdded | ClusterChanges.PodGone | ClusterChanges.Volumes;

    public long Version => snapshot.Volumes.Version;

    public PodFilter? Prepare(PodDemand pod) => pod.Volumes.IsEmpty ? null : new Rule(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : PodFilter
    {
        private readonly string? _missing = pod.Volumes.Claims
            .Where(claim => !claim.IsEphemeral)
            .FirstOrDefault(claim => snapshot.Volumes.Claim(pod.Key.Namespace, claim.Name) is null)?.Name;

        private readonly string[] _exclusive =
        [
            .. pod.Volumes.Claims
                .Where(claim => snapshot.Volumes.Claim(pod.Key.Namespace, claim.Name)?.Spec.AccessModes?.Contains(OnePodOnly) is true)
                .Select(claim => claim.Name),
        ];

        public override bool IsLocal => false;

        public override string? RefusesEverywhere =>
            _missing is null ? null : $"persistentvolumeclaim \"{_missing}\" not found";

        public override bool Admits(int slot) => !IsClaimInUse() && !IsDiskInUse(slot);

        public override Refusal Explain(int slot) => IsDiskInUse(slot) ? DiskInUse : ClaimInUse;

        private bool IsClaimInUse() =>
            Array.Exists(_exclusive, claim => snapshot.Volumes.IsInUse(pod.Key.Namespace, claim));

        private bool IsDiskInUse(int slot) => pod.Volumes.Disks.Count > 0
            && snapshot.PlacedOn(slot).SelectMany(placed => placed.Pod.Volumes.Disks)
                .Any(taken => pod.Volumes.Disks.Any(disk => disk.ConflictsWith(taken)));
    }
}
