using CsCheck;
using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.Registry;

/// <summary>Any sequence of writes leaves what a naive model of finalizers and deletion says.</summary>
public sealed class FinalizerModelTests
{
    private static readonly ObjectKey Key = new("ns", "a");

    private enum Step
    {
        Create,
        CreateHeld,
        Hold,
        Release,
        Change,
        Delete,
        DeleteForeground,
    }

    [Fact]
    public async Task Writes_InAnyOrder_FollowTheModel() =>
        await Gen.Enum<Step>().List[1, 25].SampleAsync(RunAsync, iter: 300);

    private static async Task RunAsync(List<Step> steps)
    {
        var fixture = new RegistryFixture();
        Model? model = null;
        foreach (var step in steps)
        {
            var (next, isRefused) = Predict(model, step);
            Assert.Equal(isRefused, await IsRefusedAsync(() => DoAsync(fixture, step)));
            model = next;
            var stored = await fixture.FindAsync<V1ConfigMap>(Kinds.ConfigMaps, Key);
            Assert.Equal(model is null, stored is null);
            Assert.Equal(model?.Finalizers ?? [], (stored?.Metadata.Finalizers ?? []).Order());
            Assert.Equal(model?.IsDeleting ?? false, stored?.Metadata.DeletionTimestamp is not null);
            Assert.Equal(model?.Changes ?? 0, stored?.Data?.Count ?? 0);
        }
    }

    private static (Model? Next, bool IsRefused) Predict(Model? model, Step step) => (step, model) switch
    {
        (Step.Create, null) => (new Model([], false, 0), false),
        (Step.CreateHeld, null) => (new Model(["example.com/hold"], false, 0), false),
        (_, null) => (null, true),
        (Step.Create or Step.CreateHeld, _) => (model, true),
        (Step.Hold, { IsDeleting: true }) when !model.Finalizers.Contains("example.com/hold") => (model, true),
        (Step.Hold, _) => (model.With("example.com/hold"), false),
        (Step.Release, _) => (Settle(model with { Finalizers = [] }), false),
        (Step.Change, _) => (model with { Changes = model.Changes + 1 }, false),
        (Step.Delete, _) => (Settle(model with { IsDeleting = true }), false),
        (Step.DeleteForeground, _) => (model.With("foregroundDeletion") with { IsDeleting = true }, false),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static Model? Settle(Model model) => model is { IsDeleting: true, Finalizers.Count: 0 } ? null : model;

    private static Task DoAsync(RegistryFixture fixture, Step step) => step switch
    {
        Step.Create => fixture.CreateAsync(Kinds.ConfigMaps, Map([])),
        Step.CreateHeld => fixture.CreateAsync(Kinds.ConfigMaps, Map(["example.com/hold"])),
        Step.Hold => fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, Hold),
        Step.Release => fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, map => map.Metadata.Finalizers = null),
        Step.Change => fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, AddEntry),
        Step.Delete => fixture.DeleteAsync(Kinds.ConfigMaps, Key),
        Step.DeleteForeground =>
            fixture.DeleteAsync(Kinds.ConfigMaps, Key, new V1DeleteOptions { PropagationPolicy = "Foreground" }),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static void Hold(V1ConfigMap map) =>
        map.Metadata.Finalizers = [.. (map.Metadata.Finalizers ?? []).Append("example.com/hold").Distinct()];

    private static void AddEntry(V1ConfigMap map)
    {
        map.Data ??= new Dictionary<string, string>();
        map.Data[$"k{map.Data.Count}"] = "";
    }

    private static async Task<bool> IsRefusedAsync(Func<Task> write)
    {
        try
        {
            await write();
            return false;
        }
        catch (StatusException)
        {
            return true;
        }
    }

    private static V1ConfigMap Map(IList<string> finalizers) => new()
    {
        Metadata = new V1ObjectMeta { Name = Key.Name, NamespaceProperty = Key.Namespace, Finalizers = finalizers },
    };

    private sealed record Model(IReadOnlyList<string> Finalizers, bool IsDeleting, int Changes)
    {
        public Model With(string finalizer) => this with { Finalizers = [.. Finalizers.Append(finalizer).Distinct().Order()] };
    }
}
