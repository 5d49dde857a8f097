using System.Text;
using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>
/// The environment of a container: what the node gives, then <c>envFrom</c> in order, then <c>env</c> in order, where a value may use the
/// variables before it.
/// </summary>
internal sealed class EnvironmentResolver(IPodApi api, NodeFacts node)
{
    public async Task<Dictionary<string, string>> ResolveAsync(
        V1Pod pod, V1Container container, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, string>(node.BaseEnvironment) { ["HOSTNAME"] = pod.Spec.Hostname ?? pod.Metadata.Name };
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in await ReadAllAsync(pod, source, cancellationToken))
            {
                result[source.Prefix + name] = value;
            }
        }

        // References see what the pod declares, not what the node happens to set.
        var known = new Dictionary<string, string>(result);
        foreach (var variable in container.Env ?? [])
        {
            var value = variable.ValueFrom is { } source
                ? await ReadAsync(pod, container, source, cancellationToken)
                : VariableExpansion.Expand(variable.Value ?? "", known);
            if (value is not null)
            {
                result[variable.Name] = value;
                known[variable.Name] = value;
            }
        }

        return result;
    }

    private async Task<string?> ReadAsync(
        V1Pod pod, V1Container container, V1EnvVarSource source, CancellationToken cancellationToken)
    {
        if (source.FieldRef is { } field)
        {
            return FieldReference.Resolve(pod, field.FieldPath, node.HostIP);
        }

        if (source.ResourceFieldRef is { } resource)
        {
            return FieldReference.Resolve(ContainerOf(pod, resource.ContainerName) ?? container, resource, node.Capacity);
        }

        if (source.ConfigMapKeyRef is { } fromMap)
        {
            var map = await api.FindConfigMapAsync(pod.Metadata.NamespaceProperty, fromMap.Name, cancellationToken);
            return Pick(map is null ? null : map.Data ?? new Dictionary<string, string>(), fromMap.Key, fromMap.Optional == true, "configmap", "ConfigMap", fromMap.Name, pod);
        }

        if (source.SecretKeyRef is { } fromSecret)
        {
            var secret = await api.FindSecretAsync(pod.Metadata.NamespaceProperty, fromSecret.Name, cancellationToken);
            return Pick(Texts(secret), fromSecret.Key, fromSecret.Optional == true, "secret", "Secret", fromSecret.Name, pod);
        }

        return null;
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> ReadAllAsync(
        V1Pod pod, V1EnvFromSource source, CancellationToken cancellationToken)
    {
        if (source.ConfigMapRef is { } fromMap)
        {
            var map = await api.FindConfigMapAsync(pod.Metadata.NamespaceProperty, fromMap.Name, cancellationToken);
            return map is null && fromMap.Optional != true
                ? throw Missing("configmap", fromMap.Name)
                : map?.Data ?? new Dictionary<string, string>();
        }

        if (source.SecretRef is { } fromSecret)
        {
            var secret = await api.FindSecretAsync(pod.Metadata.NamespaceProperty, fromSecret.Name, cancellationToken);
            return secret is null && fromSecret.Optional != true
                ? throw Missing("secret", fromSecret.Name)
                : Texts(secret) ?? [];
        }

        return [];
    }

    private static string? Pick(
        IDictionary<string, string>? data, string key, bool isOptional, string word, string kind, string name, V1Pod pod)
    {
        if (data is not null && data.TryGetValue(key, out var value))
        {
            return value;
        }

        return isOptional ? null
            : data is null ? throw Missing(word, name)
            : throw new ContainerConfigException(
                ContainerConfigException.ConfigError,
                $"couldn't find key {key} in {kind} {pod.Metadata.NamespaceProperty}/{name}");
    }

    private static ContainerConfigException Missing(string word, string name) =>
        new(ContainerConfigException.ConfigError, $"{word} \"{name}\" not found");

    private static Dictionary<string, string>? Texts(V1Secret? secret) => secret is null
        ? null
        : (secret.Data ?? new Dictionary<string, byte[]>()).ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetString(pair.Value));

    private static V1Container? ContainerOf(V1Pod pod, string? name) =>
        (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers).FirstOrDefault(container => container.Name == name);
}
