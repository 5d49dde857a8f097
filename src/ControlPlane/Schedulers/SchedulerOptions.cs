using OrleansScheduler.Scheduling.Configuration;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>The schedulers of the cluster and their pace; defaults as kube-scheduler's.</summary>
public sealed class SchedulerOptions
{
    public const string DefaultName = "default-scheduler";

    /// <summary>The schedulers to run, by the name pods ask for them with; none means <see cref="DefaultName"/>.</summary>
    public IList<string> Names { get; set; } = [];

    /// <summary>
    /// How many schedulers share each name. More than one plan at the same time, each for its kinds of pods and with
    /// its own slice of the nodes first; priorities are kept among the pods of each.
    /// </summary>
    public int Shards { get; set; } = 1;

    /// <summary>Profiles by the name of the scheduler; a scheduler that has one is run.</summary>
    public IDictionary<string, ProfileSettings> Profiles { get; } =
        new Dictionary<string, ProfileSettings>(StringComparer.Ordinal);

    /// <summary>The pause after a pod was found to fit nowhere; doubles with each further time.</summary>
    public TimeSpan BackoffMin { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after a node or the store refused a placement; doubles with each further time.</summary>
    public TimeSpan ConflictBackoff { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>After this long a pod is tried again even if nothing has changed.</summary>
    public TimeSpan UnschedulableFlush { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest number of pods planned and committed together.</summary>
    public int BatchMax { get; set; } = 512;

    /// <summary>How many conditions of unschedulable pods are written at the same time.</summary>
    public int ReportConcurrency { get; set; } = 8;

    /// <summary>How long a node may take to answer before the scheduler goes on without it.</summary>
    public TimeSpan AdmissionTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long somebody who wants a pod explained waits for a scheduler that has just started.</summary>
    public TimeSpan ExplainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often every silo makes sure that the schedulers run.</summary>
    public TimeSpan WakePeriod { get; set; } = TimeSpan.FromSeconds(10);

    internal ProfileSettings ProfileOf(string scheduler) =>
        Profiles.TryGetValue(scheduler, out var settings) ? settings : new ProfileSettings();

    /// <summary>Every grain to run.</summary>
    internal IEnumerable<SchedulerKey> AllKeys =>
        AllNames.SelectMany(name => Enumerable.Range(0, Shards).Select(shard => new SchedulerKey(name, shard)));

    /// <summary>Every scheduler to run.</summary>
    internal IEnumerable<string> AllNames =>
        (Names.Count == 0 ? [DefaultName] : Names).Concat(Profiles.Keys).Distinct(StringComparer.Ordinal);
}
