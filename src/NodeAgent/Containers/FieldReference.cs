using System.Globalization;
using System.Text;
using k8s.Models;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>The values of <c>fieldRef</c> and <c>resourceFieldRef</c>, for variables and downward API files.</summary>
internal static class FieldReference
{
    public static string Resolve(V1Pod pod, string path, string hostIP)
    {
        if (Subscript(path, "metadata.labels", pod.Metadata.Labels) is { } label)
        {
            return label;
        }

        if (Subscript(path, "metadata.annotations", pod.Metadata.Annotations) is { } annotation)
        {
            return annotation;
        }

        return path switch
        {
            "metadata.name" => pod.Metadata.Name,
            "metadata.namespace" => pod.Metadata.NamespaceProperty,
            "metadata.uid" => pod.Metadata.Uid,
            "metadata.labels" => FormatMap(pod.Metadata.Labels),
            "metadata.annotations" => FormatMap(pod.Metadata.Annotations),
            "spec.nodeName" => pod.Spec.NodeName ?? "",
            "spec.serviceAccountName" => pod.Spec.ServiceAccountName ?? "",
            "status.hostIP" or "status.hostIPs" or "status.podIP" or "status.podIPs" => hostIP,
            _ => throw new ContainerConfigException(
                ContainerConfigException.ConfigError, $"unsupported fieldPath: {path}"),
        };
    }

    /// <summary>A resource of a container in units of the divisor, rounded up; without a limit the node's capacity stands for it.</summary>
    public static string Resolve(V1Container container, V1ResourceFieldSelector reference, IReadOnlyDictionary<string, decimal> capacity)
    {
        var parts = reference.Resource.Split('.', 2);
        var amounts = parts[0] == "limits" ? container.Resources?.Limits : ContainerResources.Requests(container);
        decimal amount;
        if (amounts is not null && amounts.TryGetValue(parts[1], out var quantity))
        {
            amount = quantity.ToDecimal();
        }
        else
        {
            amount = parts[0] == "limits" ? capacity.GetValueOrDefault(parts[1]) : 0;
        }

        var divisor = reference.Divisor?.ToDecimal() is { } given and not 0 ? given : 1;
        return Math.Ceiling(amount / divisor).ToString("0", CultureInfo.InvariantCulture);
    }

    private static string? Subscript(string path, string map, IDictionary<string, string>? values)
    {
        if (!path.StartsWith(map + "['", StringComparison.Ordinal) || !path.EndsWith("']", StringComparison.Ordinal))
        {
            return null;
        }

        var key = path[(map.Length + 2)..^2];
        return values is not null && values.TryGetValue(key, out var value) ? value : "";
    }

    private static string FormatMap(IDictionary<string, string>? values) => string.Join('\n', (values ?? new Dictionary<string, string>())
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={Quote(pair.Value)}"));

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
