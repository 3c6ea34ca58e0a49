/// The packs and layers that are built into the binary.
public enum EmbeddedKnowledge {
  /// The bytes of each file by `folder/file`.
  public static var files: [String: [UInt8]] {
    [
      "english/cues.yaml": PackageResources.cues_yaml,
      "english/english.yaml": PackageResources.english_yaml,
      "english/light-words.yaml": PackageResources.light_words_yaml,
      "english/offtopic.txt": PackageResources.offtopic_txt,
      "english/persons.txt": PackageResources.persons_txt,
      "english/words.txt": PackageResources.words_txt,
      "medicine/aspects.yaml": PackageResources.aspects_yaml,
      "medicine/cancers.txt": PackageResources.cancers_txt,
      "medicine/categories.yaml": PackageResources.categories_yaml,
      "medicine/diseases.txt": PackageResources.diseases_txt,
      "medicine/drug-classes.txt": PackageResources.drug_classes_txt,
      "medicine/drugs.txt": PackageResources.drugs_txt,
      "medicine/foods.txt": PackageResources.foods_txt,
      "medicine/medicine.yaml": PackageResources.medicine_yaml,
      "medicine/molecules.txt": PackageResources.molecules_txt,
      "medicine/procedures.txt": PackageResources.procedures_txt,
      "medicine/qualities.yaml": PackageResources.qualities_yaml,
      "medicine/relations.yaml": PackageResources.relations_yaml,
      "medicine/shorthand.yaml": PackageResources.shorthand_yaml,
      "medicine/states.yaml": PackageResources.states_yaml,
      "medicine/stems.yaml": PackageResources.stems_yaml,
      "medicine/symptoms.txt": PackageResources.symptoms_txt,
      "medicine/tests.txt": PackageResources.tests_txt,
      "medicine/trials.txt": PackageResources.trials_txt,
      "net-systemic-therapy/document.txt": PackageResources.document_txt,
      "net-systemic-therapy/lexicon.yaml": PackageResources.lexicon_yaml,
      "net-systemic-therapy/pack.yaml": PackageResources.pack_yaml,
      "net-systemic-therapy/statements.yaml": PackageResources.statements_yaml,
    ]
  }
}
