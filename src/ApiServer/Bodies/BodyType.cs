using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>What a body says of its own type, and whether that fits where it was sent.</summary>
internal static class BodyType
{
    private const string Scheme = "pkg/api/legacyscheme/scheme.go:30";
    private const int SummaryBytes = 30;

    private static readonly FrozenSet<GroupVersionKind> Known = typeof(V1Pod).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<KubernetesEntityAttribute>())
        .OfType<KubernetesEntityAttribute>()
        .Select(entity => new GroupVersionKind(entity.Group, entity.ApiVersion, entity.Kind))
        .ToFrozenSet();

    /// <summary>The type named in the JSON; what is not said is taken from <paramref name="expected"/>.</summary>
    /// <param name="body">As sent, for the error message.</param>
    public static GroupVersionKind Of(ReadOnlySpan<byte> json, byte[] body, GroupVersionKind expected)
    {
        try
        {
            var (apiVersion, kind) = Scan(json);
            var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
            return (apiVersion, kind) switch
            {
                ("", "") => expected,
                ("", _) => expected with { Kind = kind },
                _ => new GroupVersionKind(
                    slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], kind.Length == 0 ? expected.Kind : kind),
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw Unrecognized(expected, "couldn't get version/kind; json parse error: " + GoJson.Explain(json), body);
        }
    }

    public static void EnsureFits(GroupVersionKind found, GroupVersionKind expected)
    {
        if (found == expected)
        {
            return;
        }

        throw StatusErrors.BadRequest(Known.Contains(found)
            ? $"converting ({found.Version}.{found.Kind}) to ({InternalPackage(expected)}.{expected.Kind}): unknown conversion"
            : $"no kind \"{found.Kind}\" is registered for version \"{found.ApiVersion}\" in scheme \"{Scheme}\"");
    }

    /// <summary>The body is no object at all.</summary>
    public static StatusException Unrecognized(GroupVersionKind expected, string problem, byte[] body) =>
        StatusErrors.BadRequest(
            $"the object provided is unrecognized (must be of type {expected.Kind}): {problem} ({Summary(body)})");

    private static (string ApiVersion, string Kind) Scan(ReadOnlySpan<byte> json)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = GoJson.MaxDepth });
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return ("", "");
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("apiVersion"u8))
            {
                apiVersion = Text(ref reader);
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                kind = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the object must be nothing, else the JSON is malformed.
        reader.Read();
        return (apiVersion, kind);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString() ?? "",
            JsonTokenType.Null => "",
            _ => throw new FormatException("not text"),
        };
    }

    private static string InternalPackage(GroupVersionKind type) =>
        type.Group.Length == 0 ? "core" : type.Group.Split('.')[0];

    private static string Summary(byte[] body)
    {
        var start = body.AsSpan(0, Math.Min(body.Length, SummaryBytes));
        var more = body.Length > SummaryBytes ? " ..." : "";
        return body switch
        {
            [] => "<empty>",
            [(byte)'{', ..] => Encoding.UTF8.GetString(start) + more,
            _ => Convert.ToHexStringLower(start) + more,
        };
    }
}
