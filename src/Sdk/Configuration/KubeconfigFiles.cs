using k8s;
using k8s.KubeConfigModels;

namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Finds and reads kubeconfig files as kubectl does.</summary>
internal static class KubeconfigFiles
{
    public static string OfUser { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");

    /// <summary>The files <c>$KUBECONFIG</c> names; it may name several, and those that do not exist are passed over.</summary>
    public static IReadOnlyList<string> FromEnvironment() =>
        [.. (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(File.Exists)];

    /// <summary>The files to read when none is named.</summary>
    public static IReadOnlyList<string> Default() => FromEnvironment() is { Count: > 0 } named ? named : [OfUser];

    /// <summary>Reads the files as one; of two entries with one name the first holds.</summary>
    public static KubernetesClientConfiguration Read(IReadOnlyList<string> paths, string? context)
    {
        if (paths.Count == 1)
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(paths[0], context);
        }

        var files = paths.Select(path => KubernetesClientConfiguration.LoadKubeConfig(path)).ToList();
        var merged = new K8SConfiguration
        {
            CurrentContext = files.Select(file => file.CurrentContext).FirstOrDefault(current => !string.IsNullOrEmpty(current)),
            Contexts = [.. files.SelectMany(file => file.Contexts ?? []).DistinctBy(entry => entry.Name)],
            Clusters = [.. files.SelectMany(file => file.Clusters ?? []).DistinctBy(entry => entry.Name)],
            Users = [.. files.SelectMany(file => file.Users ?? []).DistinctBy(entry => entry.Name)],
        };
        return KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, context);
    }
}
