using System.Buffers;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Sdk.Watching;

/// <summary>One line of a watch stream: its type, and either the object or the error the server ended with.</summary>
internal sealed record WatchLine<T>(string Type, T? Resource, V1Status? Error)
    where T : class
{
    public static WatchLine<T> Parse(ReadOnlySequence<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var type = document.RootElement.GetProperty("type").GetString() ?? "";
        var content = document.RootElement.GetProperty("object");
        return type == "ERROR"
            ? new(type, null, KubernetesJson.Deserialize<V1Status>(content))
            : new(type, KubernetesJson.Deserialize<T>(content), null);
    }
}
