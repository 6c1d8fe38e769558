using System.Collections;
using System.Reflection;
using DbBackup.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>
/// Walks everything that the generator keeps between two runs. Only strings, numbers and records of them are allowed: a symbol,
/// a node or a location would keep a whole compilation alive and never compare equal.
/// </summary>
internal static class ModelGraph
{
    public static void HoldsValuesOnly(GeneratorRunResult result)
    {
        foreach (var step in ReceiverGenerator.TrackingNames.All.Where(result.TrackedSteps.ContainsKey))
        {
            foreach (var output in result.TrackedSteps[step].SelectMany(run => run.Outputs))
                Walk(output.Value, step);
        }
    }

    private static void Walk(object? value, string path)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
            return;

        var type = value.GetType();
        Assert.True(type.Namespace == typeof(ReceiverModel).Namespace, $"{path} is {type}, which is no model.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]");
            return;
        }
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Walk(field.GetValue(value), $"{path}.{field.Name}");
    }
}
