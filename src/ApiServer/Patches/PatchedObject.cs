using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Patches;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>Patches one state of an object: encode, patch the JSON, decode and check what came out.</summary>
internal static class PatchedObject
{
    private static readonly FieldPath Patch = FieldPath.Of("patch");

    public static IKubernetesObject<V1ObjectMeta> Of(
        ResourceRequest request, PatchBody patch, IKubernetesObject<V1ObjectMeta> current)
    {
        var type = request.Kind.GroupVersionKind;
        var revision = current.Metadata.ResourceVersion;
        var patched = Apply(patch, ToJson(current, type), type);
        var obj = Decode(request, patch, patched, type);
        ObjectIdentity.TakeNameAndNamespace(request, obj);
        if (string.IsNullOrEmpty(obj.Metadata.ResourceVersion))
        {
            obj.Metadata.ResourceVersion = revision;
        }

        return obj;
    }

    private static JsonObject ToJson(IKubernetesObject<V1ObjectMeta> current, GroupVersionKind type)
    {
        var revision = current.Metadata.ResourceVersion;
        var json = JsonNode.Parse(ObjectCodec.Encode(current, type)) as JsonObject
            ?? throw new InvalidDataException("An object was not encoded as a JSON object.");
        (json["metadata"] as JsonObject)?["resourceVersion"] = revision;
        return json;
    }

    private static JsonNode? Apply(PatchBody patch, JsonObject current, GroupVersionKind type)
    {
        try
        {
            return (patch.Type, patch.Content) switch
            {
                (PatchType.Json, JsonArray operations) => JsonPatch.Apply(current, operations),
                (PatchType.Strategic, JsonObject members) =>
                    StrategicMergePatch.Apply(current, members, WireTypes.Find(type) ?? throw ApiErrors.UnknownPatchType()),
                _ => MergePatch.Apply(current, patch.Content),
            };
        }
        catch (PatchException refused)
        {
            throw refused.Problem switch
            {
                PatchProblem.Malformed => StatusErrors.BadRequest(refused.Message),
                PatchProblem.NotApplicable => ApiErrors.UnprocessablePatch(),
                PatchProblem.BadDirective => StatusErrors.Unclassified(refused.Message),
                PatchProblem.TooLarge => StatusErrors.TooLarge(refused.Message),
                _ => new InvalidOperationException($"There is no problem {refused.Problem}.", refused),
            };
        }
    }

    private static IKubernetesObject<V1ObjectMeta> Decode(
        ResourceRequest request, PatchBody patch, JsonNode? patched, GroupVersionKind type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(patched);
        try
        {
            BodyType.EnsureFits(BodyType.Of(json, json, type), type);
            var decoded = ObjectCodec.Parse(json, type);
            FieldValidation.Apply(request, decoded.StrictProblems);
            return (IKubernetesObject<V1ObjectMeta>)decoded.Object;
        }
        catch (Exception problem) when (problem is WireFormatException or StatusException { Reason: StatusReasons.BadRequest })
        {
            var errors = new FieldErrors();
            errors.Invalid(Patch, ShownValue(patch, patched), problem.Message);
            throw StatusErrors.Invalid("", "", "", errors);
        }
    }

    // Kubernetes shows the patched object, but of a strategic patch the patch itself, in Go's notation of maps.
    private static string ShownValue(PatchBody patch, JsonNode? patched) => (patch.Type, patched) switch
    {
        (PatchType.Strategic, _) => GoText.Of(patch.Content),
        (_, JsonObject map) => new JsonObject(
            map.OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString(),
        _ => patched?.ToJsonString() ?? "null",
    };
}
