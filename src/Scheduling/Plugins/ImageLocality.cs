using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Prefers nodes that hold much of the pod's images, images that most nodes have counting most.</summary>
internal sealed class ImageLocality : IScorePlugin
{
    private const long MegaByte = 1024 * 1024;

    /// <summary>What is smaller is not worth preferring a node for.</summary>
    private const long SizeMin = 23 * MegaByte;

    /// <summary>What is larger counts no more, for each container.</summary>
    private const long SizeMaxPerContainer = 1000 * MegaByte;

    public string Name => nameof(ImageLocality);

    public PodScorer? Prepare(PodDemand pod, ClusterSnapshot snapshot) => new Preference(pod, snapshot);

    private sealed class Preference(PodDemand pod, ClusterSnapshot snapshot) : PodScorer
    {
        private readonly (ImageSpread Spread, long Share)[] _images =
        [
            .. pod.Images
                .Select(image => snapshot.Images.Find(WithTag(image)))
                .OfType<ImageSpread>()
                .Select(spread => (spread, (long)(spread.Size * ((double)spread.Nodes.Count / snapshot.NodeCount)))),
        ];

        public override long Score(int slot)
        {
            if (_images.Length == 0)
            {
                return 0;
            }

            var name = snapshot.Identity(slot).Name;
            var sizeMax = SizeMaxPerContainer * pod.Images.Count;
            var sum = _images.Where(image => image.Spread.Nodes.Contains(name)).Sum(image => image.Share);
            return ScoreMax * (Math.Clamp(sum, SizeMin, sizeMax) - SizeMin) / (sizeMax - SizeMin);
        }

        // A colon before the last slash belongs to the registry's port.
        private static string WithTag(string image) =>
            image.LastIndexOf(':') <= image.LastIndexOf('/') ? image + ":latest" : image;
    }
}
