using System.Text;
using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>The files of configMap, secret, downwardAPI and projected volumes, as the cluster has them now.</summary>
internal sealed class VolumeContent(IPodApi api, PodTokens tokens, NodeFacts node)
{
    private const int ModeDefault = 0b110_100_100;

    /// <summary>The files by their path in the volume; null when the volume is not of these kinds.</summary>
    public async Task<Dictionary<string, VolumeFile>?> BuildAsync(V1Pod pod, V1Volume volume, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, VolumeFile>();
        switch (volume)
        {
            case { ConfigMap: { } map }:
                await AddConfigMapAsync(
                    pod, volume.Name, map.Name, map.Items, map.Optional, map.DefaultMode, files, cancellationToken);
                return files;
            case { Secret: { } secret }:
                await AddSecretAsync(
                    pod, volume.Name, secret.SecretName, secret.Items, secret.Optional, secret.DefaultMode, files, cancellationToken);
                return files;
            case { DownwardAPI: { } downward }:
                AddDownward(pod, volume.Name, downward.Items, downward.DefaultMode, files);
                return files;
            case { Projected: { } projected }:
                foreach (var source in projected.Sources ?? [])
                {
                    await AddProjectionAsync(pod, volume.Name, source, projected.DefaultMode, files, cancellationToken);
                }

                return files;
            default:
                return null;
        }
    }

    private async Task AddProjectionAsync(
        V1Pod pod, string volume, V1VolumeProjection source, int? mode, Dictionary<string, VolumeFile> files, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case { ConfigMap: { } map }:
                await AddConfigMapAsync(pod, volume, map.Name, map.Items, map.Optional, mode, files, cancellationToken);
                break;
            case { Secret: { } secret }:
                await AddSecretAsync(pod, volume, secret.Name, secret.Items, secret.Optional, mode, files, cancellationToken);
                break;
            case { DownwardAPI: { } downward }:
                AddDownward(pod, volume, downward.Items, mode, files);
                break;
            case { ServiceAccountToken: { } token }:
                var text = await tokens.GetAsync(pod, token, cancellationToken);
                Add(volume, token.Path, Encoding.UTF8.GetBytes(text), mode, files);
                break;
            default:
                throw new VolumeException(volume, "unsupported projection");
        }
    }

    private async Task AddConfigMapAsync(
        V1Pod pod, string volume, string name, IList<V1KeyToPath>? items, bool? optional, int? mode,
        Dictionary<string, VolumeFile> files, CancellationToken cancellationToken)
    {
        var map = await api.FindConfigMapAsync(pod.Metadata.NamespaceProperty, name, cancellationToken);
        if (map is null)
        {
            RequireOptional(optional, volume, $"configmap \"{name}\" not found");
            return;
        }

        var data = (map.BinaryData ?? new Dictionary<string, byte[]>()).ToDictionary();
        foreach (var (key, text) in map.Data ?? new Dictionary<string, string>())
        {
            data[key] = Encoding.UTF8.GetBytes(text);
        }

        AddItems(volume, data, items, optional, mode, "configmap references non-existent config key", files);
    }

    private async Task AddSecretAsync(
        V1Pod pod, string volume, string name, IList<V1KeyToPath>? items, bool? optional, int? mode,
        Dictionary<string, VolumeFile> files, CancellationToken cancellationToken)
    {
        var secret = await api.FindSecretAsync(pod.Metadata.NamespaceProperty, name, cancellationToken);
        if (secret is null)
        {
            RequireOptional(optional, volume, $"secret \"{name}\" not found");
            return;
        }

        AddItems(
            volume, secret.Data ?? new Dictionary<string, byte[]>(), items, optional, mode, "references non-existent secret key", files);
    }

    private void AddDownward(
        V1Pod pod, string volume, IList<V1DownwardAPIVolumeFile>? items, int? mode, Dictionary<string, VolumeFile> files)
    {
        foreach (var item in items ?? [])
        {
            var text = item switch
            {
                { FieldRef: { } field } => FieldReference.Resolve(pod, field.FieldPath, node.HostIP),
                { ResourceFieldRef: { } resource } => FieldReference.Resolve(
                    pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).First(c => c.Name == resource.ContainerName),
                    resource,
                    node.Capacity),
                _ => throw new VolumeException(volume, $"{item.Path} refers to nothing"),
            };
            Add(volume, item.Path, Encoding.UTF8.GetBytes(text), item.Mode ?? mode, files);
        }
    }

    private static void AddItems(
        string volume, IDictionary<string, byte[]> data, IList<V1KeyToPath>? items, bool? optional, int? mode, string missing,
        Dictionary<string, VolumeFile> files)
    {
        if (items is not { Count: > 0 })
        {
            foreach (var (key, content) in data)
            {
                Add(volume, key, content, mode, files);
            }

            return;
        }

        foreach (var item in items)
        {
            if (data.TryGetValue(item.Key, out var content))
            {
                Add(volume, item.Path, content, item.Mode ?? mode, files);
            }
            else
            {
                RequireOptional(optional, volume, $"{missing}: {item.Key}");
            }
        }
    }

    private static void Add(string volume, string path, byte[] content, int? mode, Dictionary<string, VolumeFile> files)
    {
        var parts = path.Split('/');
        if (path.StartsWith('/') || parts.Contains("..") || parts[0].StartsWith("..", StringComparison.Ordinal))
        {
            throw new VolumeException(volume, $"the path {path} leads out of the volume");
        }

        files[path] = new(content, (UnixFileMode)(mode ?? ModeDefault));
    }

    private static void RequireOptional(bool? optional, string volume, string problem)
    {
        if (optional != true)
        {
            throw new VolumeException(volume, problem);
        }
    }
}
