using NUnit.Framework;

namespace Symetrie.Analytics.Tests;

/// <summary>A fixture each of whose tests has an empty folder of its own.</summary>
public abstract class OwnFolder
{
    /// <summary>The folder.</summary>
    protected string Folder { get; private set; } = "";

    /// <summary>Makes it.</summary>
    [SetUp]
    public void MakeFolder() => Folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;

    /// <summary>Deletes it and all that is in it.</summary>
    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);
}
