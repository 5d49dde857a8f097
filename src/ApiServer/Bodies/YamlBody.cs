using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>
/// Turns a YAML document into JSON. Aliases are followed at most up to <see cref="ApiLimits.MaxYamlNodes"/> nodes and
/// nesting up to <see cref="ApiLimits.MaxYamlDepth"/>, so that a short document cannot become a huge one.
/// </summary>
internal sealed partial class YamlBody
{
    private int _nodes;

    /// <exception cref="FormatException">The text is no YAML, or it exceeds a limit.</exception>
    public static JsonNode? ToJson(ReadOnlySpan<byte> yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new DepthLimitedParser(new StringReader(Encoding.UTF8.GetString(yaml)), ApiLimits.MaxYamlDepth));
            return stream.Documents.Count == 0 ? null : new YamlBody().Convert(stream.Documents[0].RootNode, 0);
        }
        catch (YamlException exception)
        {
            throw new FormatException(YamlProblem.Explain(exception), exception);
        }
    }

    private JsonNode? Convert(YamlNode node, int depth)
    {
        if (++_nodes > ApiLimits.MaxYamlNodes || depth > ApiLimits.MaxYamlDepth)
        {
            throw new FormatException("yaml: document contains excessive aliasing");
        }

        return node switch
        {
            YamlScalarNode scalar => ConvertScalar(scalar),
            YamlSequenceNode sequence =>
                new JsonArray([.. sequence.Children.Select(child => Convert(child, depth + 1))]),
            YamlMappingNode mapping => ConvertMapping(mapping, depth),
            _ => throw new FormatException("yaml: unknown anchor referenced"),
        };
    }

    private JsonObject ConvertMapping(YamlMappingNode mapping, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                throw new FormatException("yaml: mapping keys must be text");
            }

            result[name] = Convert(value, depth + 1);
        }

        return result;
    }

    private static JsonNode? ConvertScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str")
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" =>
                JsonValue.Create(true),
            "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" =>
                JsonValue.Create(false),
            _ => ConvertNumber(text) ?? JsonValue.Create(text),
        };
    }

    // Whole numbers keep all their digits; JSON knows neither leading plus nor octal.
    private static JsonNode? ConvertNumber(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (DecimalInteger().IsMatch(plain))
        {
            return JsonNode.Parse(plain.TrimStart('+'));
        }

        if (plain.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(plain.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return JsonValue.Create(hex);
        }

        if (Octal().IsMatch(plain))
        {
            return JsonValue.Create(System.Convert.ToInt64(plain.TrimStart('0', 'o') is { Length: > 0 } o ? o : "0", 8));
        }

        return Float().IsMatch(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? JsonValue.Create(number)
                : null;
    }

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalInteger();

    [GeneratedRegex("^0o?[0-7]{1,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
