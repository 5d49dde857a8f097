using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>JSON as YAML: keys sorted, and text quoted where a YAML reader would take it for something else.</summary>
internal static partial class YamlText
{
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithMaxSimpleKeyLength(1024).WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document.RootElement);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Emit(Emitter emitter, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                EmitMapping(emitter, element);
                break;
            case JsonValueKind.Array:
                var style = element.GetArrayLength() == 0 ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var item in element.EnumerateArray())
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                EmitText(emitter, element.GetString() ?? "");
                break;
            default:
                emitter.Emit(new Scalar(element.GetRawText()));
                break;
        }
    }

    private static void EmitMapping(Emitter emitter, JsonElement element)
    {
        var members = element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToArray();
        var style = members.Length == 0 ? MappingStyle.Flow : MappingStyle.Block;
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        foreach (var member in members)
        {
            EmitText(emitter, member.Name);
            Emit(emitter, member.Value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void EmitText(Emitter emitter, string text)
    {
        var style = text switch
        {
            _ when text.Contains('\n', StringComparison.Ordinal) => ScalarStyle.Literal,
            _ when LooksTyped().IsMatch(text) => ScalarStyle.DoubleQuoted,
            _ => ScalarStyle.Any,
        };
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    // Null, booleans (YAML 1.1's too), numbers, times, merge keys and the empty text.
    [GeneratedRegex(
        @"^(|~|null|true|false|y|n|yes|no|on|off|<<|[-+]?\.inf|\.nan|[-+]?[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?|[-+]?\.[0-9]+(e[-+]?[0-9]+)?|0[xo][0-9a-f_]+|0b[01_]+|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?|\d{4}-\d{1,2}-\d{1,2}([t ].*)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LooksTyped();
}
