using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>What every reconciler grain needs.</summary>
internal sealed record ReconcilerParts(
    IResourceStore Store,
    IResourceRegistry Registry,
    IOptions<ReconcilerOptions> Options,
    ILoggerFactory Loggers);
