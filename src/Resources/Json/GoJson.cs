using System.Text.Json;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Json;

/// <summary>Says what is wrong with JSON in the words users of Kubernetes know (those of Go's encoding/json).</summary>
public static class GoJson
{
    /// <summary>How deep JSON may be nested; what is deeper counts as malformed.</summary>
    public const int MaxDepth = 100;

    private const string Map = "map[string]interface {}";

    private const string TypeMeta =
        "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";

    /// <summary>The error of reading the type of an object.</summary>
    public static string Explain(ReadOnlySpan<byte> json)
    {
        if (Syntax(json) is { } syntax)
        {
            return syntax;
        }

        using var document = JsonDocument.Parse(json.ToArray());
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"json: cannot unmarshal {NameOf(root.ValueKind)} into Go value of type {TypeMeta}";
        }

        var wrong = root.EnumerateObject().First(member =>
            member.Name is "apiVersion" or "kind" && member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null));
        return $"json: cannot unmarshal {NameOf(wrong.Value.ValueKind)} into Go struct field .{wrong.Name} of type string";
    }

    /// <summary>The error of reading an object of any members, or null when the text is one.</summary>
    public static string? ExplainMap(ReadOnlySpan<byte> json)
    {
        if (Syntax(json) is { } syntax)
        {
            return syntax;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null ? null : NotAMap(KindOf(reader.TokenType));
    }

    /// <summary>What Go says of a value that is no object where it reads any object.</summary>
    public static string NotAMap(JsonValueKind found) => $"json: cannot unmarshal {NameOf(found)} into Go value of type {Map}";

    /// <summary>The syntax error of a text, or null when it is JSON.</summary>
    public static string? Syntax(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            var any = false;
            while (reader.Read())
            {
                any = true;
            }

            return any ? null : "unexpected end of JSON input";
        }
        catch (JsonException)
        {
            return new GoJsonSyntax(json).Explain();
        }
    }

    /// <summary>What Go calls a kind of JSON value.</summary>
    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };

    /// <summary><c>'x'</c>, as Go quotes a byte.</summary>
    public static string Quote(byte value) => value switch
    {
        (byte)'\'' => @"'\''",
        (byte)'"' => "'\"'",
        _ => $"'{FieldValueText.Quote(((char)value).ToString())[1..^1]}'",
    };

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True or JsonTokenType.False => JsonValueKind.True,
        _ => JsonValueKind.Undefined,
    };
}
