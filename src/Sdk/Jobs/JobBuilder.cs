using k8s.Models;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>
/// The common Job in a few words: one container, tried again a few times, once or as an array. <see cref="Build"/> gives the official
/// type, for whatever is not covered here.
/// </summary>
public sealed class JobBuilder
{
    private readonly V1Container container;
    private readonly V1JobSpec spec;
    private readonly V1ObjectMeta metadata;

    /// <summary>A Job named after the prefix and a few random letters.</summary>
    public JobBuilder(string namePrefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(namePrefix);
        metadata = new V1ObjectMeta { GenerateName = namePrefix + "-" };
        container = new V1Container { Name = "main", Image = "host" };
        var pod = new V1PodSpec { RestartPolicy = "Never", Containers = [container] };
        spec = new V1JobSpec { Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta(), Spec = pod } };
    }

    /// <summary>Names the Job exactly so; a second one of that name is refused by the server.</summary>
    public JobBuilder Name(string name) => With(() => (metadata.Name, metadata.GenerateName) = (name, null));

    /// <summary>The namespace; that of the client when left out.</summary>
    public JobBuilder Namespace(string name) => With(() => metadata.NamespaceProperty = name);

    /// <summary>The image; <c>host</c> when left out, which is the node's own file system.</summary>
    public JobBuilder Image(string image) => With(() => container.Image = image);

    /// <summary>The program and its arguments.</summary>
    public JobBuilder Command(params string[] command) => With(() => container.Command = [.. command]);

    /// <summary>A line for the shell.</summary>
    public JobBuilder Shell(string script) => Command("sh", "-c", script);

    /// <summary>An environment variable.</summary>
    public JobBuilder Environment(string name, string value) =>
        With(() => (container.Env ??= []).Add(new V1EnvVar { Name = name, Value = value }));

    /// <summary>What one pod is given and limited to, as Kubernetes quantities such as <c>500m</c> and <c>64Mi</c>.</summary>
    public JobBuilder Needs(string cpu, string memory) => With(() => container.Resources = new V1ResourceRequirements
    {
        Requests = Quantities(cpu, memory), Limits = Quantities(cpu, memory),
    });

    /// <summary>Runs it once per index from 0; each pod reads its own from <c>$JOB_COMPLETION_INDEX</c>.</summary>
    public JobBuilder Array(int completions, int? parallelism = null) => With(() =>
        (spec.CompletionMode, spec.Completions, spec.Parallelism) = ("Indexed", completions, parallelism ?? completions));

    /// <summary>How many failed pods are replaced before the Job fails; 6 when left out.</summary>
    public JobBuilder Retries(int count) => With(() => spec.BackoffLimit = count);

    /// <summary>Ends and fails the Job when it takes longer.</summary>
    public JobBuilder Deadline(TimeSpan longest) => With(() => spec.ActiveDeadlineSeconds = (long)Math.Ceiling(longest.TotalSeconds));

    /// <summary>Deletes the Job and its pods this long after its end; never when left out.</summary>
    public JobBuilder KeepFor(TimeSpan time) => With(() => spec.TtlSecondsAfterFinished = (int)Math.Ceiling(time.TotalSeconds));

    /// <summary>A label of the Job and its pods.</summary>
    public JobBuilder Label(string name, string value) => With(() =>
    {
        (metadata.Labels ??= new Dictionary<string, string>())[name] = value;
        (spec.Template.Metadata.Labels ??= new Dictionary<string, string>())[name] = value;
    });

    /// <summary>An annotation of the Job's pods.</summary>
    public JobBuilder PodAnnotation(string name, string value) =>
        With(() => (spec.Template.Metadata.Annotations ??= new Dictionary<string, string>())[name] = value);

    /// <summary>Changes the pod in ways this builder has no word for: volumes, tolerations, more containers.</summary>
    public JobBuilder Pod(Action<V1PodSpec> change) => With(() => change(spec.Template.Spec));

    /// <summary>The Job as built so far.</summary>
    public V1Job Build() => new() { ApiVersion = "batch/v1", Kind = "Job", Metadata = metadata, Spec = spec };

    private static Dictionary<string, ResourceQuantity> Quantities(string cpu, string memory) =>
        new() { ["cpu"] = new ResourceQuantity(cpu), ["memory"] = new ResourceQuantity(memory) };

    private JobBuilder With(Action change)
    {
        change();
        return this;
    }
}
