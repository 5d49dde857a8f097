using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using OrleansScheduler.Resources.Schema.Codecs;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Schema;

/// <summary>Wire JSON to typed objects and back, with the semantics of Kubernetes' own (Go) codec.</summary>
public static class ObjectCodec
{
    // Far more than any type nests, and little enough for the stack.
    private const int DepthMax = 256;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = DepthMax };

    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DepthMax,
        SkipValidation = true,
    };

    /// <summary>Whether objects of that kind can be decoded and encoded at all.</summary>
    public static bool Knows(GroupVersionKind type) => ObjectBinding.Find(type) is not null;

    /// <summary>Decodes what a client sent as an object of the wire type <paramref name="type"/>.</summary>
    /// <exception cref="StatusException">BadRequest: malformed JSON, a wrong type, a bad quantity or time.</exception>
    public static DecodedObject Decode(ReadOnlySpan<byte> json, GroupVersionKind type)
    {
        try
        {
            return Parse(json, type);
        }
        catch (WireFormatException problem)
        {
            throw CannotBeHandled(type, problem.Message);
        }
    }

    /// <summary>As the other overload, for JSON that was already parsed (a patch result, a transcoded protobuf).</summary>
    public static DecodedObject Decode(JsonNode json, GroupVersionKind type) =>
        Decode(JsonSerializer.SerializeToUtf8Bytes(json), type);

    /// <summary>As <see cref="Decode(ReadOnlySpan{byte}, GroupVersionKind)"/>, but refusing in the decoder's bare words.</summary>
    /// <exception cref="WireFormatException">The JSON is malformed or not of that type.</exception>
    public static DecodedObject Parse(ReadOnlySpan<byte> json, GroupVersionKind type)
    {
        var binding = ObjectBinding.Find(type)
            ?? throw new WireFormatException($"no kind \"{type.Kind}\" is registered for version \"{type.ApiVersion}\"");
        var context = new ReadContext(strict: true);
        return new DecodedObject(Read(json, binding, context), context.Problems);
    }

    /// <summary>The refusal of a body that is not of its kind.</summary>
    public static StatusException CannotBeHandled(GroupVersionKind type, string problem) => StatusErrors.BadRequest(
        $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {problem}");

    /// <summary>Decodes JSON that this codec wrote: stored or wire form, trusted to be valid.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json)
        where T : class, IKubernetesObject =>
        (T)Read(json, ObjectBinding.Of(typeof(T)), new ReadContext(strict: false));

    /// <summary>Visits the fields an object sets that one of its kind without content lacks.</summary>
    internal static void Visit(IFieldVisitor fields, IKubernetesObject obj, GroupVersionKind type) =>
        (ObjectBinding.Find(type) ?? throw new ArgumentException($"{type} is not a wire type.", nameof(type)))
            .Visit(fields, obj);

    /// <summary>
    /// The stored form: UTF-8 JSON as Kubernetes writes it, without resourceVersion. Equal objects have equal bytes.
    /// apiVersion and kind are those of <paramref name="type"/>, whatever the object says.
    /// </summary>
    public static byte[] Encode(IKubernetesObject obj, GroupVersionKind type)
    {
        var binding = ObjectBinding.Find(type) ?? throw new ArgumentException($"{type} is not a wire type.", nameof(type));
        using var scratch = ScratchJson.Rent();
        binding.Write(scratch.Writer, obj, type);
        return scratch.ToArray();
    }

    private static IKubernetesObject Read(ReadOnlySpan<byte> json, ObjectBinding binding, ReadContext context)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        try
        {
            reader.Read();
            var obj = binding.Read(ref reader, context);
            reader.Read();
            return obj;
        }
        catch (JsonException malformed)
        {
            throw new WireFormatException($"json parse error: {malformed.Message}");
        }
    }
}
