using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Prefers nodes that hold much of the pod's images, images that most nodes have counting most.</summary>
internal sealed class ImageLocality(ClusterSnapshot snapshot) : IScorePlugin
{
    private const long MegaByte = 1024 * 1024;

    /// <summary>What is smaller is not worth preferring a node for.</summary>
    private const long SizeMin = 23 * MegaByte;

    /// <summary>What is larger counts no more, for each container.</summary>
    private const long SizeMaxPerContainer = 1000 * MegaByte;

    public string Name => nameof(ImageLocality);

    public long Version => snapshot.Images.Version;

    public PodScorer? Prepare(PodDemand pod) => new Preference(pod.Images, snapshot);

    private sealed class Preference(IReadOnlyList<string> images, ClusterSnapshot snapshot) : PodScorer
    {
        private readonly (ImageSpread Spread, long Share)[] _known =
        [
            .. images
                .Select(image => snapshot.Images.Find(WithTag(image)))
                .OfType<ImageSpread>()
                .Select(spread => (spread, (long)(spread.Size * ((double)spread.Nodes.Count / snapshot.NodeCount)))),
        ];

        public override bool IsLocal => true;

        public override int? Uniform => _known.Length == 0 ? 0 : null;

        public override long Score(int slot)
        {
            if (_known.Length == 0)
            {
                return 0;
            }

            var name = snapshot.Identity(slot).Name;
            var sizeMax = SizeMaxPerContainer * images.Count;
            var sum = 0L;
            foreach (var (spread, share) in _known)
            {
                sum += spread.Nodes.Contains(name) ? share : 0;
            }

            return ScoreMax * (Math.Clamp(sum, SizeMin, sizeMax) - SizeMin) / (sizeMax - SizeMin);
        }

        public override void AddTo(Span<int> totals, int from, int weight)
        {
            if (_known.Length > 0)
            {
                base.AddTo(totals, from, weight);
            }
        }

        // A colon before the last slash belongs to the registry's port.
        private static string WithTag(string image) =>
            image.LastIndexOf(':') <= image.LastIndexOf('/') ? image + ":latest" : image;
    }
}
