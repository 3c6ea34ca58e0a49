import PackagePlugin

/// Compiles the packs that are built in, each time that they or what compiles them has changed.
@main
struct CompilePacks: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let output = context.pluginWorkDirectoryURL.appending(path: "CompiledPacks.swift")
    // The compiler has the packs in itself, so it is its own and only input.
    return [
      .buildCommand(
        displayName: "Compiling packs", executable: try context.tool(named: "pack-compiler").url,
        arguments: [output.path], outputFiles: [output])
    ]
  }
}
